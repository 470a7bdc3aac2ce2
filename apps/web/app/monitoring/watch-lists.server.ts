import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { usualWatchRules, watchEffects, watchListFormSchema, watchRulesSource } from '@nq15/domain/monitoring'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { askMonitor, tellMonitor } from '../server/monitor.server.ts'
import { requirePermission } from '../server/session.server.ts'

/** The lists with their levels and times, and the form that changes them. */
export async function watchListsLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'watch:appraise')
  const asked = await askMonitor(args, (monitor) => monitor.watch.lists.query())
  if (!asked.up) return { up: false as const }
  const own = scope.organizationIds === 'everything' ? [] : [...scope.organizationIds]
  const names = await appResources().db.asReader(scope, (tx) => nameOrganizations(tx, scope, own))
  return {
    up: true as const,
    lists: asked.value.filter((list) => own.includes(list.organizationId)),
    organizations: own.map((id) => ({ id, name: names.get(id) ?? '…' })),
    usual: usualWatchRules,
    source: watchRulesSource,
    requestId: crypto.randomUUID(),
  }
}

/** Puts up a list or changes it. */
export async function watchListsAction(args: ActionFunctionArgs) {
  await requirePermission(args, 'watch:appraise')
  const form = await args.request.formData()
  const numbers = ['reviewMonths', 'appraisalDays', 'afterWatchMonths', 'clearQuarters'] as const
  const all = (name: string) => form.getAll(name).map(String)
  const codes = all('levelCode')
  const names = all('levelName')
  const effects = all('levelEffect')
  // A level that was never named is not there; a new one gets its code from its place.
  const levels = names.flatMap((name, at) =>
    name.trim() === ''
      ? []
      : [
          {
            code: codes[at] || `level-${at + 1}`,
            name,
            rank: at + 1,
            effect: watchEffects.find((one) => one === effects[at]),
          },
        ],
  )
  const read = watchListFormSchema.safeParse({
    name: form.get('name'),
    rules: { levels, ...Object.fromEntries(numbers.map((name) => [name, Number(form.get(name))])) },
  })
  const frame = z
    .object({
      requestId: z.uuid(),
      organizationId: z.uuid(),
      listId: z.union([z.uuid(), z.literal('')]),
      version: z.coerce.number().int().min(0),
    })
    .safeParse(Object.fromEntries(form))
  if (!read.success || !frame.success) return data({ refusal: 'BAD_INPUT' }, { status: 422 })
  const { listId, ...of } = frame.data
  const told = await tellMonitor(args, (monitor) =>
    monitor.watch.keepList.mutate({ ...of, listId: listId === '' ? null : listId, form: read.data }),
  )
  if (told.ok) throw redirect('/monitoring/watch/lists?done=keep')
  return data({ refusal: told.refusal.code }, { status: 409 })
}
