import { findCampaignOfYear } from '@nq15/db/ratings/campaign.read'
import type { Permission } from '@nq15/domain/access'
import { collectiveLevelSchema, proposeLevelSchema } from '@nq15/domain/ratings'
import type { SignedIn } from '@nq15/use-cases/access/read-actor'
import { moveCellFile } from '@nq15/use-cases/ratings/move-cell-file'
import { proposeLevel } from '@nq15/use-cases/ratings/propose-level'
import { readCellFileList } from '@nq15/use-cases/ratings/read-file-list'
import { readWorkspace } from '@nq15/use-cases/ratings/read-workspace'
import { saveCollective } from '@nq15/use-cases/ratings/save-collective'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { attachmentsOf } from '../files/attachments.server.ts'
import { appResources } from '../server/database.server.ts'
import { found, idFrom, yearFrom } from '../server/found.server.ts'
import { findScope, requireAnyPermission, requireSignedIn } from '../server/session.server.ts'
import { readPreferences } from '../ui/preferences.ts'
import { workspaceView } from './workspace-view.server.ts'

/** Who may open a cell's workspace, the strongest right first. */
export const workspaceReaders = ['rating:work', 'rating:tally', 'rating:board'] as const satisfies readonly Permission[]

/** A cell's workspace for its secretary, its teller, or the office above it (reading); 404 outside one's cells. */
export async function workspaceLoader(args: LoaderFunctionArgs) {
  const { person } = await requireAnyPermission(args, workspaceReaders)
  const here = found(
    await findWorkspace(person, { year: yearFrom(args.params['year']), organizationId: idFrom(args.params['cellId']) }),
  )
  const record = { recordTable: 'rating_cell_file', recordId: here.workspace.file.id } as const
  // Read after the page is shown: the sheets stand at its end, and reading them is several questions more.
  const files = args.context.shown.then(() => attachmentsOf(args.request, person, record))
  const board = here.permission === 'rating:board' ? findScope(person, 'rating:board') : null
  const { id: campaignId } = here.workspace.campaign
  const { organizationId } = here.workspace.file
  const fileList = board && (await readCellFileList(appResources().db, board, { campaignId, organizationId }))
  const view = await workspaceView({
    workspace: here.workspace,
    userId: person.actor.userId,
    canWork: here.permission === 'rating:work',
    canTally: here.permission === 'rating:tally',
    locale: readPreferences(args.request.headers.get('cookie')).locale,
  })
  return { ...view, fileList, files }
}

/** The workspace under the first permission of the person that reaches the cell; null when there is none. */
export async function findWorkspace(person: SignedIn, of: { year: number; organizationId: string }) {
  for (const permission of workspaceReaders) {
    const scope = findScope(person, permission)
    const workspace = scope && (await readWorkspace(appResources().db, scope, of))
    if (workspace) return { permission, workspace }
  }
  return null
}

const act = { requestId: z.uuid(), version: z.coerce.number().int().min(0) }
const intents = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['send', 'withdraw']), ...act }),
  z.object({ intent: z.literal('propose'), caseId: z.uuid(), ...act }),
  z.object({ intent: z.literal('collective'), caseId: z.uuid(), ...act }),
])

/** What a form of the workspace is answered with. */
export type WorkspaceAnswer =
  | { readonly done: string }
  | { readonly refusal: { readonly code: string } }
  | { readonly errors: Readonly<Record<string, string>> }

/** Sends the file or takes it back, and enters people's level or a head's collective; one act per request id. */
export async function workspaceAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, ['rating:work'])
  const year = yearFrom(args.params['year'])
  const organizationId = idFrom(args.params['cellId'])
  const form = Object.fromEntries(await args.request.formData())
  const command = intents.safeParse(form)
  if (!command.success) return data<WorkspaceAnswer>({ refusal: { code: 'BAD_FORM' } }, { status: 422 })
  const { db } = appResources()
  const scope = found(findScope(person, 'rating:work'))
  const { requestId, version } = command.data
  const now = new Date()

  if (!('caseId' in command.data)) {
    const campaign = found(await db.asReader(scope, (tx) => findCampaignOfYear(tx, scope, year)))
    const of = { requestId, version, organizationId, campaignId: campaign.id, now }
    return answer(requestId, await moveCellFile(db, scope, { ...of, move: command.data.intent }))
  }
  const { caseId, intent } = command.data
  if (intent === 'propose') {
    const parsed = proposeLevelSchema.safeParse(form)
    if (!parsed.success) return data<WorkspaceAnswer>({ errors: faultsOf(parsed.error) }, { status: 422 })
    return answer(requestId, await proposeLevel(db, scope, { ...parsed.data, requestId, caseId, version, now }))
  }
  const parsed = collectiveLevelSchema.safeParse(form)
  if (!parsed.success) return data<WorkspaceAnswer>({ errors: faultsOf(parsed.error) }, { status: 422 })
  return answer(requestId, await saveCollective(db, scope, { ...parsed.data, requestId, caseId, version, now }))
}

type Answered = { readonly ok: true } | { readonly ok: false; readonly refusal: { readonly code: string } }

/** The answer to a form: done, or why not; what is out of scope is not there. */
export function answer(requestId: string, result: Answered) {
  if (result.ok) return data<WorkspaceAnswer>({ done: requestId }, { status: 200 })
  if (result.refusal.code === 'NOT_FOUND') throw data(null, { status: 404 })
  return data<WorkspaceAnswer>({ refusal: { code: result.refusal.code } }, { status: 409 })
}

/** The first fault of each field by name. */
export function faultsOf(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.toReversed().map(({ path, message }) => [path.map(String).join('.'), message]))
}

/** Who is signed in, for what answers a script and not a page: never a redirect, since a script would follow it. */
export async function signedInForScript(args: ActionFunctionArgs): Promise<SignedIn | null> {
  try {
    return await requireSignedIn(args)
  } catch (thrown) {
    if (thrown instanceof Response && thrown.status >= 300 && thrown.status < 400) return null
    throw thrown
  }
}
