import { accountStates } from '@nq15/db/access/account-list.read'
import { type Role, roleSchema, roles } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import { textField } from '@nq15/domain/shared'
import { createAccount } from '@nq15/use-cases/access/create-account'
import { readAccounts } from '@nq15/use-cases/access/read-accounts'
import { setDelegationDays } from '@nq15/use-cases/access/set-delegation-days'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { requirePermission } from '../server/session.server.ts'
import { accountSentence } from './accounts-words.server.ts'
import { grantFields, readGrantForm } from './grant-form.server.ts'

const pageSize = 100
const asked = {
  role: roleSchema.nullable().catch(null),
  state: z.enum(accountStates).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
}

/** One page of accounts for their keeper, with the counts of each state under the same search. */
export async function accountsLoader(args: LoaderFunctionArgs) {
  const { scope } = await requirePermission(args, 'account:admin')
  const { searchParams } = new URL(args.request.url)
  const typed = (name: string) => (searchParams.get(name) ?? '').normalize('NFC').trim().slice(0, 200)
  const [q, place] = [typed('q'), typed('place')]
  const role = asked.role.parse(searchParams.get('role') || null)
  const state = asked.state.parse(searchParams.get('state'))
  const page = asked.page.parse(searchParams.get('page') ?? '1')
  const query = { text: q, place, role, state, offset: (page - 1) * pageSize, limit: pageSize }
  const list = await readAccounts(appResources().db, scope, query)
  const today = todayInHanoi(new Date())
  return {
    ...{ q, place, role, state, page, today, roles },
    pages: Math.max(1, Math.ceil(list.total / pageSize)),
    firstOfPage: (page - 1) * pageSize + 1,
    total: list.total,
    counts: list.counts,
    organizations: list.organizations.map(({ code, name }) => ({ code, name })),
    delegationDays: list.delegationDays,
    rows: list.rows.map(({ lastSignIn, ...row }) => ({ ...row, lastSignIn: lastSignIn?.toISOString() ?? null })),
  }
}

/** Sets the longest delegation. */
export async function accountsAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'account:admin')
  const days = z.coerce.number().safeParse((await args.request.formData()).get('days') || undefined)
  const set = await setDelegationDays(appResources().db, scope, days.success ? days.data : 0)
  if (!set.ok) return data({ refused: accountSentence(args.request, set.refusal) }, { status: 422 })
  throw redirect('/accounts?done=days')
}

/** What the form for a new account starts from. */
export async function newAccountLoader(args: LoaderFunctionArgs) {
  await requirePermission(args, 'account:admin')
  return { requestId: crypto.randomUUID(), roles, today: todayInHanoi(new Date()) }
}

const newForm = z.object({
  requestId: z.guid(),
  username: z.string().max(200),
  displayName: textField.pipe(z.string().max(200)),
  card: textField.pipe(z.string().max(40)),
  ...grantFields,
})

/** Which field a refusal is about. */
const fieldOf: Readonly<Record<string, string>> = {
  'username-malformed': 'username',
  'username-taken': 'username',
  'unknown-card': 'card',
  'card-of-another': 'card',
  'member-has-account': 'card',
  'unknown-organization': 'organization',
  'grant-needs-organization': 'organization',
  'grant-period-empty': 'last',
}

/** Makes an account with its first role; the answer carries the one-time password for the sheet, this once. */
export async function newAccountAction(args: ActionFunctionArgs) {
  const { request } = args
  const { scope } = await requirePermission(args, 'account:admin')
  const form = newForm.safeParse(Object.fromEntries(await request.formData()))
  const refused = (field: string, sentence: string | null, status = 422) =>
    data({ field, refused: sentence, sheet: null, userId: null }, { status })
  if (!form.success) return refused(String(form.error.issues[0]?.path[0] ?? ''), null)
  const { requestId, username, displayName, card, reason, ...typed } = form.data
  if (displayName === '') return refused('displayName', null)
  const { db } = appResources()
  const grant = typed.role === '' ? null : await readGrantForm(db, scope, typed)
  if (grant && !grant.ok) {
    const { refusal } = grant
    return refused(grant.field, refusal && accountSentence(request, refusal))
  }
  const made = await createAccount(db, scope, {
    ...{ requestId, username, displayName },
    ...(card === '' ? {} : { cardNumber: card }),
    ...(grant ? firstRole(grant) : {}),
    ...(grant && reason !== '' ? { reason } : {}),
  })
  if (!made.ok) {
    const { refusal } = made
    return refused(
      fieldOf[refusal.code] ?? '',
      accountSentence(request, refusal),
      refusal.code.endsWith('taken') ? 409 : 422,
    )
  }
  const { userId, password } = made.value
  const sheet = [{ username: made.value.username, displayName, organizationName: null, password }]
  return data({ field: null, refused: null, sheet, userId }, { headers: { 'Cache-Control': 'no-store' } })
}

function firstRole(grant: {
  readonly role: Role
  readonly organizationId: string | null
  readonly validFrom?: string
  readonly validTo: string
}) {
  const { role, organizationId, validFrom, validTo } = grant
  return { role, validTo, ...(organizationId ? { organizationId } : {}), ...(validFrom ? { validFrom } : {}) }
}
