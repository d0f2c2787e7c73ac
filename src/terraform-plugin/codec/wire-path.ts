import type { AttributePath } from "../attribute-path";
import type { AttributePath as WirePath, AttributePath_Step as Step } from "../generated/tfplugin6/value";
import type { AttributeType } from "../schema";

/**
 * The path as the protocol writes it, where names of attributes and keys of maps are told apart. It ends before a step that can be no index: a
 * diagnostic must reach the user even when its path is wrong.
 */
export function wirePath(path: AttributePath, type: AttributeType): WirePath {
  const steps: Step[] = [];
  let place: AttributeType | undefined = type;
  for (const step of path) {
    if (typeof step === "number") {
      if (!Number.isSafeInteger(step)) break;
      steps.push({ selector: { $case: "elementKeyInt", value: step } });
      place = isCollection(place) && "list" in place ? place.list : undefined;
    } else if (isCollection(place) && "map" in place) {
      steps.push({ selector: { $case: "elementKeyString", value: step } });
      place = place.map;
    } else {
      steps.push({ selector: { $case: "attributeName", value: step } });
      place = isCollection(place) && "object" in place ? place.object[step] : undefined;
    }
  }
  return { steps };
}

function isCollection(type: AttributeType | undefined): type is Exclude<AttributeType, string> {
  return typeof type === "object";
}
