import { nameOrganizations } from '@nq15/db/organizations/name.read'
import { listUnitAndAbove } from '@nq15/db/petitions/unit.read'
import { petitionMessagesEn, petitionMessagesVi, placeOfUnit } from '@nq15/domain/petitions'
import type { PetitionActing, PetitionStepRefusal } from '@nq15/use-cases/petitions/acting'
import { data } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'
import { findScope, type RequestArgs, requirePermission } from '../server/session.server.ts'

/** The gate of the room: a person with a place in a unit that receives citizens; his proofs and that unit. */
export async function petitionGate(args: RequestArgs) {
  const { person, scope } = await requirePermission(args, 'petition:read')
  const [organizationId] = scope.organizationIds === 'everything' ? [] : scope.organizationIds
  if (organizationId === undefined) throw data(null, { status: 403 })
  const acting: PetitionActing = {
    work: findScope(person, 'petition:work'),
    decide: findScope(person, 'petition:decide'),
  }
  return { scope, organizationId, acting, db: appResources().db }
}

/** The name of the unit as pages show it. */
export async function unitName({
  scope,
  organizationId,
  db,
}: Awaited<ReturnType<typeof petitionGate>>): Promise<string> {
  const names = await db.asReader(scope, (tx) => nameOrganizations(tx, scope, [organizationId]))
  return names.get(organizationId) ?? '…'
}

/** The place that stands in the head of the unit's letters. */
export async function unitPlace({
  scope,
  organizationId,
  db,
}: Awaited<ReturnType<typeof petitionGate>>): Promise<string> {
  return db.asReader(scope, async (tx) => {
    const above = await listUnitAndAbove(tx, scope, organizationId)
    const names = await nameOrganizations(tx, scope, [organizationId, ...above])
    return placeOfUnit([
      names.get(organizationId) ?? '…',
      ...above.flatMap((id) => (id === organizationId ? [] : [names.get(id) ?? ''])),
    ])
  })
}

/** What every form of the room carries beside its fields. */
export const frameSchema = z.object({ requestId: z.uuid(), version: z.coerce.number().int().min(1) })

/** Marks of identities: a refused text that may hold who denounces is not shown again, in no field. */
const identityCodes = [
  'DENOUNCER_NAMED',
  'DENOUNCER_IN_TEXT',
  'DENOUNCER_IN_ANSWER',
  'SENDER_IN_TEXT',
  'DIRECTION_TELLS_SENDER',
]

/** Fields that hold a code, a count or a day once they are read: these come back even then. */
const harmless = new Set([
  ...[
    'event',
    'kind',
    'source',
    'receivedOn',
    'writtenOn',
    'identity',
    'petitionerCount',
    'representatives',
    'respondentOrganizationId',
  ],
  ...[
    'fieldL1',
    'fieldL2',
    'severity',
    'originals',
    'copies',
    'isSigned',
    'isVerifiable',
    'people',
    'result',
    'refusalGround',
    'isRepeat',
    'owedById',
    'dueOn',
  ],
])

/** A refusal as the page shows it: every finding in words, and what was typed unless it may tell who denounces. */
export function refusedAnswer(request: Request, refusal: PetitionStepRefusal, typed: Readonly<Record<string, string>>) {
  const words: ReadonlyMap<string, string> = new Map(
    Object.entries(localeOf(request) === 'en' ? petitionMessagesEn : petitionMessagesVi),
  )
  const findings = refusal.code === 'REFUSED' ? refusal.findings : []
  const isForgotten = findings.some(({ code }) => identityCodes.includes(code))
  return data(
    {
      code: refusal.code,
      wrong: [] as string[],
      findings: findings.map(({ code, condition = '' }) => ({
        code,
        said: fillSentence(words.get(code) ?? code, { condition }),
      })),
      typed: isForgotten ? Object.fromEntries(Object.entries(typed).filter(([name]) => harmless.has(name))) : typed,
    },
    { status: 409 },
  )
}

/** A form that could not be read. */
export const wrongAnswer = (wrong: readonly string[], typed: Readonly<Record<string, string>>) =>
  data(
    { code: 'BAD_INPUT', wrong: [...wrong], findings: [] as { code: string; said: string }[], typed },
    { status: 422 },
  )

/** Whether a form is about a kind of which no sender is kept. */
export const sealed = (form: FormData): boolean => form.get('kind') === 'denunciation' || form.get('kind') === 'mixed'

/** The typed fields of a form, several of one name joined. */
export const typedOf = (form: FormData): Readonly<Record<string, string>> =>
  Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name).map(String).join(',')]))
