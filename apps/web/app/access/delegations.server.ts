import { addDays } from '@nq15/domain/calendar'
import { textField } from '@nq15/domain/shared'
import { delegateGrant } from '@nq15/use-cases/access/delegate-grant'
import { endDelegation } from '@nq15/use-cases/access/end-delegation'
import { RequestIdTakenError } from '@nq15/use-cases/access/once'
import { readOwnGrants } from '@nq15/use-cases/access/read-own-grants'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { anyScope, requireSignedIn } from '../server/session.server.ts'
import { accountSentence } from './accounts-words.server.ts'
import { typedDay } from './grant-form.server.ts'

/** One's own roles, what one delegated and what was delegated to one; with the form for a further one. */
export async function delegationsLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  const requestId = crypto.randomUUID()
  if (!scope) return { requestId, today: '', delegationDays: 0, grants: [], delegable: [], chosen: null, ownId: '' }
  const chosenId = new URL(args.request.url).searchParams.get('grant')
  const own = await readOwnGrants(appResources().db, scope, chosenId)
  const shown = ({ grantedAt, endedAt: _, ...line }: (typeof own.grants)[number]) => ({
    ...line,
    grantedAt: grantedAt.toISOString(),
  })
  return {
    ...own,
    requestId,
    ownId: person.account.userId,
    grants: own.grants.map(shown),
    delegable: own.delegable.map(shown),
  }
}

const forms = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('delegate'),
    requestId: z.guid(),
    grantId: z.guid(),
    to: textField.pipe(z.string().max(200)),
    organizationId: z.guid(),
    from: typedDay.pipe(z.string().min(1)),
    last: typedDay.pipe(z.string().min(1)),
    reason: textField.pipe(z.string().max(500)),
    accept: z.literal('on').optional(),
  }),
  z.object({ intent: z.literal('end'), requestId: z.guid(), grantId: z.guid() }),
])

const fieldOf: Readonly<Record<string, string>> = {
  'unknown-account': 'to',
  'account-closed': 'to',
  'delegation-to-self': 'to',
  'grant-twice': 'to',
  'roles-kept-apart': 'to',
  'delegation-outside-organization': 'organizationId',
  'unknown-organization': 'organizationId',
  'delegation-in-the-past': 'from',
  'delegation-outside-period': 'last',
  'delegation-too-long': 'last',
  'grant-period-empty': 'last',
  'delegation-needs-reason': 'reason',
  'reason-missing': 'reason',
}

/** Delegates one of one's own roles, or ends a delegation one gave or received. */
export async function delegationsAction(args: ActionFunctionArgs) {
  const { request } = args
  const person = await requireSignedIn(args)
  const scope = anyScope(person)
  if (!scope) throw data(null, { status: 403 })
  const form = forms.safeParse(Object.fromEntries(await request.formData()))
  const refused = (field: string, refusal: Parameters<typeof accountSentence>[1] | null, status = 422) =>
    data(
      { field, refused: refusal ? accountSentence(request, refusal) : null, code: refusal?.code ?? 'malformed' },
      { status },
    )
  if (!form.success) return refused(String(form.error.issues[0]?.path[0] ?? ''), null)
  const { db } = appResources()
  try {
    if (form.data.intent === 'end') {
      const ended = await endDelegation(db, scope, form.data)
      if (!ended.ok) return refused('', ended.refusal, 404)
      throw redirect('/account/delegations?done=end')
    }
    const { from, last, accept, intent: _, ...wanted } = form.data
    const days = { validFrom: from, validTo: addDays(last, 1) }
    const given = await delegateGrant(db, scope, { ...wanted, ...days, acceptsOverlap: accept === 'on' })
    if (!given.ok)
      return refused(
        fieldOf[given.refusal.code] ?? '',
        given.refusal,
        given.refusal.code === 'unknown-grant' ? 404 : 422,
      )
    throw redirect('/account/delegations?done=delegate')
  } catch (error) {
    if (error instanceof RequestIdTakenError) return refused('', { code: 'request-id-taken' }, 409)
    throw error
  }
}
