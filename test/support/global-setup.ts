import { useOwnTemporaryFolder } from "./own-temporary-folder";

/** Jest calls it once, before it starts its workers. */
export = useOwnTemporaryFolder;
