import { todayInHanoi } from '@nq15/domain/calendar'
import { lastDayOf, shiftQuarter } from '@nq15/domain/monitoring'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { idFrom } from '../server/found.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { findScope, requirePermission } from '../server/session.server.ts'

/** A quarter out of the address, as `2026-4`. */
export function quarterFrom(text: string | undefined) {
  const [, year, quarter] = /^(20\d\d)-([1-4])$/.exec(text ?? '') ?? []
  if (!year || !quarter) throw data(null, { status: 404 })
  return { year: Number(year), quarter: Number(quarter) }
}

/** A list over a quarter: who came, who left, and whether the figures agree. */
export async function quarterLoader(args: LoaderFunctionArgs) {
  const { person } = await requirePermission(args, 'watch:read')
  const listId = idFrom(args.params['listId'])
  const of = quarterFrom(args.params['quarter'])
  const asked = await askMonitor(args, (monitor) => monitor.watch.quarter.query({ listId, ...of }))
  if (!asked.up) return { up: false as const }
  const { list, reconciliation, rows, kept } = asked.value
  const path = ({ year, quarter }: { year: number; quarter: number }) =>
    `/monitoring/quarters/${listId}/${year}-${quarter}`
  return {
    up: true as const,
    ...of,
    listId,
    list: { name: list.name, organizationName: list.organizationName },
    reconciliation,
    rows,
    late: reconciliation.late.map(({ entryId, sign }) => ({
      ...{ entryId, sign },
      name: rows.find((row) => row.entryId === entryId)?.organizationName ?? '…',
      reason: kept?.reasons.find((one) => one.entryId === entryId)?.reason ?? '',
    })),
    kept,
    isOver: lastDayOf(of) < todayInHanoi(new Date()),
    before: path(shiftQuarter(of, -1)),
    after: path(shiftQuarter(of, 1)),
    mayPrepare: findScope(person, 'watch:appraise') !== null && !kept?.signedAt,
    maySign: findScope(person, 'watch:decide') !== null && kept !== null && !kept.signedAt,
    requestId: crypto.randomUUID(),
  }
}

/** Prepares or signs a quarter. */
export async function quarterAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'watch:read')
  const listId = idFrom(args.params['listId'])
  const of = quarterFrom(args.params['quarter'])
  const form = await args.request.formData()
  const sent = z
    .object({ requestId: z.uuid(), intent: z.enum(['prepare', 'sign']), version: z.coerce.number().int().min(0) })
    .safeParse(Object.fromEntries(form))
  if (!sent.success) return data({ refusal: 'BAD_INPUT' }, { status: 422 })
  const { intent, requestId, version } = sent.data
  const reasons = [...form].flatMap(([name, value]) =>
    name.startsWith('reason.') && typeof value === 'string' ? [{ entryId: name.slice(7), reason: value }] : [],
  )
  const told = await tellMonitor(args, (monitor) =>
    intent === 'prepare'
      ? monitor.watch.prepareQuarter
          .mutate({ requestId, listId, ...of, version: version === 0 ? null : version, reasons })
          .then(() => null)
      : monitor.watch.signQuarter.mutate({ requestId, listId, ...of, version }).then(() => null),
  )
  if (told.ok) throw redirect(`/monitoring/quarters/${listId}/${of.year}-${of.quarter}?done=${intent}`)
  return data({ refusal: told.refusal.code }, { status: 409 })
}
