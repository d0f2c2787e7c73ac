/** How a call ended, for those ends that we need: https://grpc.io/docs/guides/status-codes/. */
export const Status = {
  OK: 0,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
} as const;

export type Status = (typeof Status)[keyof typeof Status];
