import type { Tx } from '@nq15/db/client'
import { findOrganization } from '@nq15/db/organizations/organization.read'
import { type Campaign, findCampaign } from '@nq15/db/ratings/campaign.read'
import { findCase } from '@nq15/db/ratings/case.read'
import { findCellFile, listCommitteeFiles } from '@nq15/db/ratings/cell-file.read'
import type { DecidedRow, DecisionRow } from '@nq15/db/ratings/decision.read'
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
import { loadPaperFacts } from './paper-facts.ts'
import { frameOf } from './paper-names.ts'
import { isFormOf, type PaperPlace } from './paper-place.ts'

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
  readonly decision: DecisionRow | null
  readonly decided: readonly DecidedRow[]
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
  return files.length > 0 ? { ...named, subject: 'committee', committeeId: organizationId } : null
}

/** Loads the ground of one paper on the day of the document; null when the place is unknown, out of scope or not of this form. */
export async function readPaperGround(
  tx: Tx,
  scope: Scope,
  { place, day }: { readonly place: PaperPlace; readonly day: LegalDay },
): Promise<PaperGround | null> {
  const { form, organizationId, caseId, campaignId } = place
  const found = await readSubject(tx, scope, { campaignId, organizationId, caseId, day })
  if (!found || !isFormOf(form, found.subject)) return null
  const { campaign, subject, committeeId } = found
  if (!form.generations.includes(generationOfYear(campaign.year))) return null
  const issuerId =
    subject === 'committee' || form.issuedBy === 'cell' || form.code === 'collective-review'
      ? organizationId
      : committeeId
  const paper =
    scope.permission === 'rating:self'
      ? null
      : ((await listSubjectPapers(tx, scope, { campaignId, subjectId: organizationId, caseId })).find(
          (one) => one.form === form.code && (one.state === 'reserved' || one.state === 'registered'),
        ) ?? null)
  const documentDay = paper?.documentOn ?? day
  const issuer = await findOrganization(tx, scope, { organizationId: issuerId, day: documentDay })
  if (!issuer) return null
  const committee = await findOrganization(tx, scope, { organizationId: committeeId, day: documentDay })
  const written = await findPaperTexts(tx, scope, { campaignId, organizationId, form: form.code, caseId })
  const options = await readLayoutOptions(tx, scope, issuerId)
  const facts = await loadPaperFacts(tx, scope, {
    place,
    campaign,
    committeeId,
    cellName: subject === 'committee' ? null : found.name,
    superior: committee ? `Ban Thường vụ ${committeeName(committee.name)}` : '…………',
  })
  const frame = frameOf({
    form,
    year: campaign.year,
    day: documentDay,
    issuer,
    about: { name: found.name, parentName: found.parentName },
    options,
    texts: written.texts,
    ...(paper ? { number: paper.number } : {}),
  })
  return {
    place,
    subject,
    campaign,
    issuerId,
    issuerName: issuer.name,
    subjectName: found.name,
    frame: ofDecision(frame, { facts, issuerName: issuer.name }),
    data: facts.data,
    missing: facts.missing,
    emptyFields: form.fields.filter(({ name, needed }) => needed && !written.texts[name]).map(({ name }) => name),
    options,
    texts: written.texts,
    textVersion: written.version,
    paper,
    decision: facts.decision,
    decided: facts.decided,
  }
}

type Decided = { readonly facts: { readonly decision: DecisionRow | null }; readonly issuerName: string }

/** A decision on members carries the number, day and signer it was decided with. */
function ofDecision(frame: PaperFrame, { facts: { decision }, issuerName }: Decided): PaperFrame {
  if (frame.form.code !== 'member-decision' || !decision) return frame
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
