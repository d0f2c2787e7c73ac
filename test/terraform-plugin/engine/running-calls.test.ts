import type { Logger } from "../../../src/terraform-plugin";
import { Call } from "../../../src/terraform-plugin/engine/call";
import { rpc } from "../../../src/terraform-plugin/engine/rpc";
import { RunningCalls } from "../../../src/terraform-plugin/engine/running-calls";
import { Session } from "../../../src/terraform-plugin/engine/session";
import { ProviderService } from "../../../src/terraform-plugin/generated/tfplugin6/provider";
import { echoProvider } from "../fixtures/echo-provider";
import { summaries } from "../support/plugin-client";

const silent = (): void => undefined;
const logger: Logger = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };
const nothing = Buffer.alloc(0);
const call = (): Call => new Call("ValidateProviderConfig", echoProvider, new Session(), logger);
const answerOf = (bytes: Buffer) => ProviderService.validateProviderConfig.responseDeserialize(bytes);
const { validateProviderConfig: definition } = ProviderService;

test("a call that an unhandled exception left hanging is answered with it", async () => {
  const calls = new RunningCalls(logger, 20);
  const hanging = rpc(definition, () => {
    setTimeout(() => calls.unhandled(new Error("thrown in a timer")), 1);
    return new Promise<never>(() => undefined);
  });
  const { diagnostics } = answerOf(await calls.answer(hanging, nothing, call()));
  expect(summaries(diagnostics)).toEqual(["Provider Bug"]);
  expect(diagnostics[0]?.detail).toContain("Error: thrown in a timer");
  expect(calls.count).toBe(0);
});

test("other calls are left alone, and so is one that ends by itself", async () => {
  const calls = new RunningCalls(logger, 50);
  const slow = rpc(definition, () => new Promise((resolve) => setTimeout(() => resolve({}), 150)));
  const recovering = rpc(definition, () => {
    setTimeout(() => calls.unhandled(new Error("thrown in a timer")), 1);
    return new Promise((resolve) => setTimeout(() => resolve({}), 10));
  });
  const answers = await Promise.all([
    calls.answer(slow, nothing, call()),
    calls.answer(recovering, nothing, call()),
  ]);
  expect(answers.map((answer) => answerOf(answer).diagnostics)).toEqual([[], []]);
});

test("an exception outside of all calls is no call's", () => {
  expect(() => new RunningCalls(logger).unhandled("text")).not.toThrow();
});
