import type { Tx } from '@nq15/db/client'
import { type MemberFile, readMember } from '@nq15/db/members/member.read'
import { reachableOf } from '@nq15/db/organizations/branch.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { listStandingObjections } from '@nq15/db/privacy/objection.read'
import { listCampaigns } from '@nq15/db/ratings/campaign.read'
import { listCellCases } from '@nq15/db/ratings/case.read'
import { listMemberRatings } from '@nq15/db/ratings/decision.read'
import { listMemberHistory } from '@nq15/db/ratings/history.read'
import type { Scope } from '@nq15/db/scope'
import { addDays, openEnd, todayInHanoi } from '@nq15/domain/calendar'
import { dutyLinks, partyAge } from '@nq15/domain/members'
import type { LegalDay } from '@nq15/domain/shared'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { redirect } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { found, idFrom } from '../server/found.server.ts'
import { findScope, requirePermission, requireSignedIn } from '../server/session.server.ts'
import { memberWords } from './member-words.server.ts'
import { hideNames, nameSightOf } from './name-sight.server.ts'

/** A member's file, for who may read the files of his cell; the reading is written into the trail. */
export async function memberLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requirePermission(args, 'member:read')
  const memberId = idFrom(args.params['memberId'])
  return appResources().db.asReader(scope, async (tx) => {
    const file = found(await readMember(tx, scope, memberId))
    const ratingScope = findScope(person, 'rating:work') ?? findScope(person, 'rating:board')
    const ownCase = ratingScope ? await caseOf(tx, ratingScope, file) : null
    const isOwn = person.actor.memberId === memberId
    // Discipline is for the inspection commission and for who proposes or decides the level it bears on (privacy, G9).
    let seesDiscipline = isOwn
    for (const permission of ['member:discipline', 'rating:work', 'rating:board', 'rating:decide'] as const) {
      const proof = findScope(person, permission)
      seesDiscipline ||= proof !== null && (await isWithin(tx, proof, file.organizationId))
    }
    const writes = findScope(person, 'member:write')
    const mayStateLink = !isOwn && writes !== null && (await isWithin(tx, writes, file.organizationId))
    return view(tx, args.request, { file, scope, isOwn, seesDiscipline, mayStateLink, ownCase })
  })
}

/** One's own file, for whoever has an account tied to a member. */
export async function ownMemberLoader(args: LoaderFunctionArgs) {
  const person = await requireSignedIn(args)
  const { memberId } = person.actor
  const scope = findScope(person, 'rating:self') ?? findScope(person, 'member:read')
  if (!memberId || !scope) throw redirect('/')
  return appResources().db.asReader(scope, async (tx) => {
    const file = found(await readMember(tx, scope, memberId))
    const campaign = await runningCampaign(tx, scope)
    const ownCase = campaign ? { to: `/ratings/${campaign.year}/self`, year: campaign.year } : null
    return view(tx, args.request, { file, scope, isOwn: true, seesDiscipline: true, mayStateLink: false, ownCase })
  })
}

const runningCampaign = async (tx: Tx, scope: Scope) =>
  (await listCampaigns(tx, scope)).find(({ state }) => state !== 'draft') ?? null

/** Where this year's case of the member is worked on, when it is within the reader's rating rights. */
async function caseOf(tx: Tx, scope: Scope, { memberId, organizationId }: MemberFile) {
  const campaign = await runningCampaign(tx, scope)
  if (!campaign || !(await isWithin(tx, scope, organizationId))) return null
  const cases = await listCellCases(tx, scope, { campaignId: campaign.id, organizationId })
  const one = cases.find((row) => row.memberId === memberId)
  return one ? { to: `/ratings/${campaign.year}/cells/${organizationId}#${one.id}`, year: campaign.year } : null
}

type Given = {
  readonly file: MemberFile
  readonly scope: Scope
  readonly isOwn: boolean
  readonly seesDiscipline: boolean
  readonly mayStateLink: boolean
  readonly ownCase: { readonly to: string; readonly year: number } | null
}

async function view(tx: Tx, request: Request, { file, scope, isOwn, seesDiscipline, mayStateLink, ownCase }: Given) {
  const today = todayInHanoi(new Date())
  const words = memberWords(request)
  const ratings = await listMemberRatings(tx, scope, file.memberId)
  const pastRatings = await listMemberHistory(tx, scope, file.memberId)
  const ids = [...new Set(file.memberships.map(({ organizationId }) => organizationId))]
  const linked = isOwn ? new Set<string>() : await reachableOf(tx, scope, ids)
  const { sight } = await nameSightOf(tx, scope)
  const rows = [
    { fullName: file.fullName, cardNumber: file.cardNumber, fileNumber: file.fileNumber, cellId: file.organizationId },
  ]
  const seen = await hideNames(tx, scope, { sight, rows })
  const isNamed = isOwn || !seen.sight.hidden
  const objections = await listStandingObjections(tx, scope, { recordTable: 'member', recordIds: [file.memberId] })
  const stands = ({ from, to }: { from: LegalDay; to: LegalDay }) => from <= today && today < to
  const lastDay = (to: LegalDay) => (to === openEnd ? null : addDays(to, -1))
  const cell = file.memberships.find((one) => one.kind === 'official' && stands(one))
  const standing = file.statuses.find(stands)
  return {
    today,
    isOwn,
    memberId: file.memberId,
    objections,
    sight: isOwn ? null : seen.sight,
    ownCase,
    member: {
      fullName: isOwn ? file.fullName : (seen.rows[0]?.fullName ?? ''),
      cardNumber: file.cardNumber,
      formerCard: file.formerCard,
      fileNumber: file.fileNumber,
      bornOn: isNamed ? file.bornOn : null,
      admittedOn: file.admittedOn,
      fullOn: file.fullOn,
      partyAge: partyAge(file.admittedOn, today),
      kindLabel: words.kind(file.kind),
      isProbationary: file.kind === 'probationary',
      isActive: (standing?.status ?? file.status) === 'active',
      statusLabel: words.status(standing?.status ?? file.status),
      workGroupLabel: words.workGroup(file.inPoliticalSystem),
    },
    cell: cell
      ? { organizationId: cell.organizationId, name: cell.organizationName, isLinked: linked.has(cell.organizationId) }
      : null,
    posts: file.posts.map(({ title, organizationName, isLeader, ...span }) => ({
      title,
      organizationName,
      isLeader,
      from: span.from,
      lastDay: lastDay(span.to),
      stands: stands(span),
    })),
    memberships: file.memberships.map(({ organizationId, organizationName, kind, from, to }) => ({
      organizationId,
      organizationName,
      isLinked: linked.has(organizationId),
      kindLabel: words.membership(kind),
      from,
      lastDay: lastDay(to),
    })),
    statuses: file.statuses.map(({ status, from, to }) => ({
      statusLabel: words.status(status),
      from,
      lastDay: lastDay(to),
    })),
    disciplines: seesDiscipline
      ? file.disciplines.map(({ form, state, ...rest }) => ({
          ...rest,
          formLabel: words.disciplineForm(form),
          stateLabel: words.disciplineState(state),
          isEffective: state === 'effective',
          mayState: mayStateLink && !(rest.dutyRelated !== null && rest.dutyBasis === rest.decisionNumber),
          requestId: crypto.randomUUID(),
        }))
      : null,
    dutyLinks,
    ratings,
    pastRatings,
  }
}
