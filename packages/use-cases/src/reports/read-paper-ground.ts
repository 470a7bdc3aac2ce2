import type { Tx } from '@nq15/db/client'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { isWithin } from '@nq15/db/organizations/within.read'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { findCellFile, listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import { decidesUnits } from '@nq15/db/reports/decided-units.read'
import { findPaperTexts, listSubjectPapers, type PaperRow } from '@nq15/db/reports/paper.read'
import { readLayoutOptions } from '@nq15/db/reports/paper-setting.read'
import type { Scope } from '@nq15/db/scope'
import type { PaperData, PaperFrame } from '@nq15/documents/ratings'
import {
  generationOfYear,
  type LayoutOptions,
  type PaperFact,
  type PaperSubject,
  type PaperTexts,
} from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import { committeeName, readNumber, signingOf } from '../ratings/paper-words.ts'
import { type CarriedDecision, loadPaperFacts, type PaperFacts } from './paper-facts.ts'
import { frameOf } from './paper-names.ts'
import { isCommitteeOnly, isFormOf, type PaperPlace } from './paper-place.ts'

/** Everything one paper is drawn from: its frame, its facts, what people wrote, and where it stands in the register. */
export type PaperGround = {
  readonly place: PaperPlace
  readonly subject: PaperSubject
  readonly campaign: Campaign
  /** Whose paper it is in the register. */
  readonly issuerId: string
  readonly issuerName: string
  readonly subjectName: string
  readonly frame: PaperFrame
  readonly data: PaperData
  readonly missing: readonly PaperFact[]
  readonly emptyFields: readonly string[]
  readonly options: LayoutOptions
  readonly texts: PaperTexts
  readonly textVersion: number
  readonly paper: PaperRow | null
  /** Fields as the stored facts fill them, for who writes to see what stands when he writes nothing. */
  readonly filled: PaperTexts
  readonly carried: PaperFacts['carried']
}

/** What is about an organization in a year's campaign. */
export type SubjectGround = {
  readonly campaign: Campaign
  readonly subject: PaperSubject
  readonly committeeId: string
  readonly name: string
  readonly parentName: string | null
}

/** Who the papers of a place are about; null when there is nothing in the campaign, or out of scope. */
export async function readSubject(
  tx: Tx,
  scope: Scope,
  {
    campaignId,
    organizationId,
    caseId,
    day,
  }: { campaignId: string; organizationId: string; caseId: string | null; day: LegalDay },
): Promise<SubjectGround | null> {
  const campaign = await findCampaign(tx, scope, campaignId)
  const organization = campaign && (await findOrganization(tx, scope, { organizationId, day }))
  if (!campaign || !organization) return null
  const named = { campaign, name: organization.name, parentName: organization.parentName }
  if (caseId !== null) {
    const row = await findCase(tx, scope, caseId)
    return row && row.campaignId === campaignId && row.organizationId === organizationId
      ? { ...named, subject: 'member', committeeId: row.committeeId }
      : null
  }
  const file = await findCellFile(tx, scope, { campaignId, organizationId })
  if (file) return { ...named, subject: 'cell', committeeId: file.committeeId }
  const files = await listCommitteeFiles(tx, scope, { campaignId, committeeId: organizationId })
  // The city's committee has no cells of its own and decides organizations.
  const decides = files.length > 0 || (await decidesUnits(tx, scope, { campaignId, organizationId }))
  return decides ? { ...named, subject: 'committee', committeeId: organizationId } : null
}

/** Loads the ground of one paper on the day of the document; null when the place is unknown, out of scope or not of this form. */
export async function readPaperGround(
  tx: Tx,
  scope: Scope,
  { place, day, now }: { readonly place: PaperPlace; readonly day: LegalDay; readonly now: Date },
): Promise<PaperGround | null> {
  const { form, organizationId, caseId, campaignId } = place
  const found = await readSubject(tx, scope, { campaignId, organizationId, caseId, day })
  if (!found || !isFormOf(form, found.subject)) return null
  const { campaign, subject, committeeId } = found
  if (!form.generations.includes(generationOfYear(campaign.year))) return null
  if (subject === 'member' && isCommitteeOnly(form) && !(await isWithin(tx, scope, committeeId))) return null
  const issuerId =
    subject === 'committee' || form.issuedBy === 'cell' || form.code === 'collective-review'
      ? organizationId
      : committeeId
  const standing = await standingPapers(tx, scope, place)
  const [latest] = standing
  const committee = await findOrganization(tx, scope, { organizationId: committeeId, day: latest?.documentOn ?? day })
  const facts = await loadPaperFacts(tx, scope, {
    place,
    campaign,
    committeeId,
    cellName: subject === 'committee' ? null : found.name,
    superior: committee ? `Ban Thường vụ ${committeeName(committee.name)}` : '…………',
    day: latest?.documentOn ?? day,
    now,
  })
  const decisionId = facts.carried?.decision.id ?? null
  // A paper kept before papers said which decision they are of belongs to the only one there was.
  const paper = standing.find((one) => one.decisionId === decisionId || one.decisionId === null) ?? null
  const documentDay = paper?.documentOn ?? day
  const issuer = await findOrganization(tx, scope, { organizationId: issuerId, day: documentDay })
  if (!issuer) return null
  const written = await findPaperTexts(tx, scope, { campaignId, organizationId, form: form.code, caseId })
  const options = await readLayoutOptions(tx, scope, issuerId)
  const texts = { ...facts.texts, ...written.texts }
  const frame = frameOf({
    form,
    year: campaign.year,
    day: documentDay,
    issuer,
    about: { name: found.name, parentName: found.parentName },
    options,
    texts,
    ...(paper ? { number: paper.number } : {}),
  })
  return {
    place,
    subject,
    campaign,
    issuerId,
    issuerName: issuer.name,
    subjectName: found.name,
    frame: ofDecision(frame, { decision: facts.carried?.decision ?? null, issuerName: issuer.name }),
    data: facts.data,
    missing: facts.missing,
    emptyFields: form.fields.filter(({ name, needed }) => needed && !texts[name]).map(({ name }) => name),
    options,
    texts: written.texts,
    textVersion: written.version,
    paper,
    filled: facts.texts,
    carried: facts.carried,
  }
}

/** The papers of a form that are kept or registered, newest first; none for a member, who sees no register. */
async function standingPapers(tx: Tx, scope: Scope, { campaignId, organizationId, caseId, form }: PaperPlace) {
  if (scope.permission === 'rating:self') return []
  const papers = await listSubjectPapers(tx, scope, { campaignId, subjectId: organizationId, caseId })
  return papers.filter((one) => one.form === form.code && (one.state === 'reserved' || one.state === 'registered'))
}

type Decided = { readonly decision: CarriedDecision | null; readonly issuerName: string }

/** The paper of a decision carries the number, day and signer it was decided with. */
function ofDecision(frame: PaperFrame, { decision, issuerName }: Decided): PaperFrame {
  if (!decision) return frame
  const number = readNumber(decision.decisionNumber, frame.head.symbol ?? 'QĐ/ĐU')
  const { exceptionDecisionNumber } = decision
  return {
    ...frame,
    ...signingOf(decision, issuerName),
    head: { ...frame.head, ...(number ?? {}), day: decision.decidedOn },
    bases: exceptionDecisionNumber
      ? [...frame.bases, `Căn cứ Quyết định số ${exceptionDecisionNumber} về tỷ lệ hoàn thành xuất sắc nhiệm vụ`]
      : frame.bases,
  }
}
