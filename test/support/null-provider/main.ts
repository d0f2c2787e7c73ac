import { Plugin, serve } from "../../../src/terraform-plugin";
import { nullProvider } from "./null-provider";

void serve(nullProvider.address, async () => new Plugin(nullProvider));
