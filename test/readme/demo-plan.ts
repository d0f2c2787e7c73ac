/** From the demo's output, the plan that shows the four changes behind Terraform's back. */
export function demoPlan(output: string): string {
  const step = output.slice(output.indexOf("━━ 3. "), output.indexOf("━━ 4. "));
  const start = step.indexOf("    Terraform will perform the following actions:");
  const end = /^ {4}Plan: .*$/m.exec(step);
  if (start === -1 || end === null) throw new Error(`The demo shows no plan in its third step:\n${output}`);
  return `${step.slice(start, end.index + end[0].length).replace(/^ {4}/gm, "")}\n`;
}
