import { ProviderService, StopProvider_Response } from "../generated/tfplugin6/provider";
import type { Rpc } from "./rpc";

const stopped = Buffer.from(StopProvider_Response.encode({ Error: "" }).finish());

/** Tells every call of the session to come to an end. The request has no content that could be malformed. */
export const stopProvider: Rpc = {
  path: ProviderService.stopProvider.path,
  answer(_request, call) {
    call.session.stop();
    return Promise.resolve(stopped);
  },
  refuse: () => stopped,
};
