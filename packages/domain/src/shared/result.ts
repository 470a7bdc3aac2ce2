/** The outcome of a decision that the law allows to fail. A bug still throws. */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal }

/** Wraps a lawful outcome. */
export const ok = <Value>(value: Value) => ({ ok: true, value }) as const

/** Wraps a lawful refusal; `refusal.code` is stable and has a text in the room's messages. */
export const refuse = <const Refusal>(refusal: Refusal) => ({ ok: false, refusal }) as const
