import { data } from '@remix-run/node'
import { z } from 'zod'

/** What was asked for, or 404: outside one's scope and not there look the same. */
export function found<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw data(null, { status: 404 })
  return value
}

/** An id out of the address; one that is no id is a page that is not there. */
export function idFrom(text: string | undefined): string {
  const parsed = z.uuid().safeParse(text)
  if (!parsed.success) throw data(null, { status: 404 })
  return parsed.data.toLowerCase()
}

/** A year out of the address. */
export function yearFrom(text: string | undefined): number {
  const parsed = z.coerce.number().int().min(1930).max(2100).safeParse(text)
  if (!parsed.success) throw data(null, { status: 404 })
  return parsed.data
}
