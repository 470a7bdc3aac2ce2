import { roles } from '@nq15/domain/access'
import { addDays } from '@nq15/domain/calendar'
import { textField } from '@nq15/domain/shared'
import { disableAccount } from '@nq15/use-cases/access/disable-account'
import { endDelegation } from '@nq15/use-cases/access/end-delegation'
import { endGrant } from '@nq15/use-cases/access/end-grant'
import { grantRole } from '@nq15/use-cases/access/grant-role'
import { leaveAccount } from '@nq15/use-cases/access/leave-account'
import { RequestIdTakenError } from '@nq15/use-cases/access/once'
import { readAccountFile } from '@nq15/use-cases/access/read-account-file'
import { resetAccount } from '@nq15/use-cases/access/reset-account'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { accountSentence } from './accounts-words.server.ts'
import { grantFields, readGrantForm, typedDay } from './grant-form.server.ts'

/** One account with its roles past, present and to come, what is open in its hands, and what may be done to it. */
export async function accountFileLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'account:admin')
  const userId = idFrom(args.params['userId'])
  const page = found(await readAccountFile(appResources().db, scope, userId))
  const { today, openMatters } = page
  const { firstSignIn: _, lastSignIn, createdAt, ...account } = page.account
  const lines = page.grants.map(({ grantedAt, endedAt, ...line }) => ({
    ...line,
    grantedAt: grantedAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    when:
      line.validTo <= today || line.validFrom >= line.validTo
        ? ('past' as const)
        : line.validFrom > today
          ? ('future' as const)
          : ('now' as const),
  }))
  return {
    requestId: crypto.randomUUID(),
    ...{ today, roles, openMatters },
    isOwn: userId === person.account.userId,
    account: { ...account, lastSignIn: lastSignIn?.toISOString() ?? null, createdAt: createdAt.toISOString() },
    grants: lines.filter((line) => line.userId === userId),
    given: lines.filter((line) => line.userId !== userId),
  }
}

const requestId = z.guid()
const reason = textField.pipe(z.string().max(500))
const forms = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('grant'), requestId, accept: z.literal('on').optional(), ...grantFields }),
  z.object({
    intent: z.literal('end'),
    requestId,
    grantId: z.guid(),
    last: typedDay,
    reason,
  }),
  z.object({ intent: z.literal('end-delegation'), requestId, grantId: z.guid(), reason: reason.optional() }),
  z.object({ intent: z.literal('reset'), requestId, secondFactor: z.literal('on').optional() }),
  z.object({ intent: z.literal('leave'), requestId, last: typedDay, reason }),
  z.object({ intent: z.literal('close'), requestId }),
  z.object({ intent: z.literal('reopen'), requestId }),
])
type AccountForm = z.infer<typeof forms>

type Refusal = Parameters<typeof accountSentence>[1]
type Outcome =
  | { readonly ok: true; readonly password?: string }
  | { readonly ok: false; readonly field?: string; readonly refusal: Refusal | null }

/** Gives or ends a role, resets, lets leave, closes or opens an account; each once, however often the form is sent. */
export async function accountFileAction(args: ActionFunctionArgs) {
  const { request } = args
  const { scope } = await requirePermission(args, 'account:admin')
  const userId = idFrom(args.params['userId'])
  const { db } = appResources()
  const page = found(await readAccountFile(db, scope, userId))
  const fields = Object.fromEntries(await request.formData())
  const form = forms.safeParse(fields)
  const intent = String(fields['intent'] ?? '')
  const refused = (field: string, refusal: Refusal | null, status = 422) =>
    data(
      {
        ...{ intent, field, sheet: null },
        refused: refusal ? accountSentence(request, refusal) : null,
        code: refusal?.code ?? 'malformed',
      },
      { status },
    )
  if (!form.success) return refused(String(form.error.issues[0]?.path[0] ?? ''), null)
  try {
    const outcome = await act(form.data, { userId, today: page.today, db, scope })
    if (!outcome.ok) {
      const isConflict = outcome.refusal?.code === 'unknown-grant' || outcome.refusal?.code === 'grant-twice'
      return refused(outcome.field ?? '', outcome.refusal, isConflict ? 409 : 422)
    }
    if (outcome.password === undefined) throw redirect(`/accounts/${userId}?done=${form.data.intent}`)
    const { username, displayName } = page.account
    const sheet = [{ username, displayName, organizationName: null, password: outcome.password }]
    return data({ intent, field: '', refused: null, code: null, sheet }, { headers: { 'Cache-Control': 'no-store' } })
  } catch (error) {
    if (error instanceof RequestIdTakenError) return refused('', { code: 'request-id-taken' }, 409)
    throw error
  }
}

type Ground = {
  readonly userId: string
  readonly today: string
  readonly db: ReturnType<typeof appResources>['db']
  readonly scope: Awaited<ReturnType<typeof requirePermission>>['scope']
}

async function act(form: AccountForm, { userId, today, db, scope }: Ground): Promise<Outcome> {
  const once = { requestId: form.requestId }
  switch (form.intent) {
    case 'grant': {
      const grant = await readGrantForm(db, scope, form)
      if (!grant.ok) return { ok: false, field: grant.field, refusal: grant.refusal }
      if (form.reason === '') return { ok: false, field: 'reason', refusal: { code: 'reason-missing' } }
      const { ok: _, ...wanted } = grant
      const acceptsOverlap = form.accept === 'on'
      return fielded(await grantRole(db, scope, { ...once, ...wanted, userId, reason: form.reason, acceptsOverlap }))
    }
    case 'end': {
      if (form.reason === '') return { ok: false, field: 'reason', refusal: { code: 'reason-missing' } }
      const on = form.last === '' ? {} : { on: addDays(form.last, 1) }
      return fielded(await endGrant(db, scope, { ...once, grantId: form.grantId, reason: form.reason, ...on }))
    }
    case 'end-delegation':
      return fielded(
        await endDelegation(db, scope, {
          ...once,
          grantId: form.grantId,
          ...(form.reason ? { reason: form.reason } : {}),
        }),
      )
    case 'reset': {
      const reset = await resetAccount(db, scope, { ...once, userId, withSecondFactor: form.secondFactor === 'on' })
      return reset.ok ? { ok: true, password: reset.value.password } : fielded(reset)
    }
    case 'leave': {
      const on = form.last === '' ? today : addDays(form.last, 1)
      return fielded(await leaveAccount(db, scope, { ...once, userId, on, reason: form.reason }))
    }
    case 'close':
    case 'reopen':
      return fielded(await disableAccount(db, scope, { ...once, userId, disabled: form.intent === 'close' }))
  }
}

const fieldOf: Readonly<Record<string, string>> = {
  'unknown-organization': 'organization',
  'grant-needs-organization': 'organization',
  'grant-period-empty': 'last',
  'account-closed': 'last',
  'leaving-in-the-past': 'last',
  'reason-missing': 'reason',
}

function fielded(answer: { readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }): Outcome {
  return answer.ok ? { ok: true } : { ok: false, field: fieldOf[answer.refusal.code] ?? '', refusal: answer.refusal }
}
