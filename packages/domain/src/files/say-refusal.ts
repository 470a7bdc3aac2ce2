import type { FilesMessages } from './messages.en.ts'

/** Why a file was not taken or is not given out; the facts fill the sentence. */
export type FileRefusal = {
  readonly code: keyof FilesMessages['refusals']
  /** Bytes or pixels, where a bound was met. */
  readonly limit?: number
  readonly detail?: keyof FilesMessages['active']
  readonly kind?: keyof FilesMessages['kinds']
  readonly claims?: keyof FilesMessages['kinds']
  readonly decision?: string
}

/** A refusal as a sentence for the person before the page. */
export function sayFileRefusal(messages: FilesMessages, refusal: FileRefusal): string {
  const { code, limit = 0, detail, kind, claims, decision = '' } = refusal
  const shownLimit = code === 'TOO_MANY_PIXELS' ? limit / 1_000_000 : Math.floor(limit / 1024 / 1024)
  const facts: Readonly<Record<string, string>> = {
    limit: String(shownLimit),
    what: detail ? messages.active[detail] : '',
    kind: kind ? messages.kinds[kind] : '',
    claims: claims ? messages.kinds[claims] : '',
    decision,
  }
  return messages.refusals[code].replace(/\{(\w+)\}/gu, (whole, name: string) => facts[name] ?? whole)
}
