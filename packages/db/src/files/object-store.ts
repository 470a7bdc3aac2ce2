import type { Bytes } from './sealed-content.ts'

/** An object opened for reading; to be closed by who opened it. */
export type OpenObject = Bytes & { readonly close: () => Promise<void> }

/** An object as a listing names it. */
export type ListedObject = { readonly name: string; readonly size: number; readonly changedAt: Date }

/** Where sealed contents lie. Names are ours: lower-case letters, digits, `-`, `.` and one `/`. */
export type ObjectStore = {
  /** Keeps an object whole or not at all; once answered it survives a loss of power. `bytes` may be asked for again. */
  readonly put: (name: string, bytes: () => AsyncIterable<Buffer>, size: number) => Promise<void>
  /** Null when there is no such object. */
  readonly open: (name: string) => Promise<OpenObject | null>
  /** Removes an object; one that is gone already is no fault. */
  readonly remove: (name: string) => Promise<void>
  readonly list: () => AsyncIterable<ListedObject>
}

/** Throws for a name that no code of ours makes: a tampered row must not become a path. */
export function checkObjectName(name: string): string {
  if (!/^[0-9a-f]{2}\/[0-9a-f]{64}\.[0-9a-f-]{36}$/u.test(name)) throw new Error('not the name of an object')
  return name
}
