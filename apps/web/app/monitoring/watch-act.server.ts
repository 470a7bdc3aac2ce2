import { removalConditions, type WatchAct, watchActSchema, watchEvents } from '@nq15/domain/monitoring'
import { parseDay } from '../ui/format.ts'
import { type WatchField, watchForms } from './watch-forms.ts'

const days: readonly WatchField[] = ['heardOn', 'completedOn', 'decidedOn', 'reviewOn']

/** Reads an act out of a form: its event and its fields, days as people type them. Null when a field does not hold. */
export function readWatchAct(form: FormData): { readonly act: WatchAct | null; readonly wrong: readonly string[] } {
  const event = watchEvents.find((one) => one === form.get('event'))
  if (!event) return { act: null, wrong: ['event'] }
  const text = (name: string) => String(form.get(name) ?? '')
  const said: Record<string, unknown> = { event }
  for (const field of watchForms[event]) {
    if (field === 'sign') said['sign'] = readSign(form)
    else if (field === 'facts')
      said['facts'] = Object.fromEntries(
        removalConditions.map((one) => [one, { holds: text(`${one}.holds`), source: text(`${one}.source`) }]),
      )
    else if (field === 'severity') said[field] = Number(text(field))
    else if (field === 'isPositive') said[field] = text(field) === 'yes'
    else said[field] = days.includes(field) ? (parseDay(text(field)) ?? '') : text(field)
  }
  const parsed = watchActSchema.safeParse(said)
  return parsed.success
    ? { act: parsed.data, wrong: [] }
    : { act: null, wrong: [...new Set(parsed.error.issues.map(({ path }) => path.join('.')))] }
}

/** A sign out of a form. */
export const readSign = (form: FormData) => ({
  code: String(form.get('code') ?? '')
    .trim()
    .toUpperCase(),
  evidence: String(form.get('evidence') ?? ''),
  observedOn: parseDay(String(form.get('observedOn') ?? '')) ?? '',
  colour: form.get('colour') === 'yellow' ? 'yellow' : 'red',
  signalId: form.get('signalId') ? String(form.get('signalId')) : null,
})
