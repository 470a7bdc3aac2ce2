import type { PaperTexts } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

type Place = {
  readonly campaignId: string
  readonly organizationId: string
  readonly form: string
  readonly caseId: string | null
}

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, string>

/** Keeps what people write into a paper; false when somebody wrote since `version` (0: nobody had). */
export async function putPaperTexts(
  tx: Tx,
  { actor }: Scope,
  { texts, version, ...place }: Place & { texts: PaperTexts; version: number },
): Promise<boolean> {
  const by = { updatedBy: actor.userId, updatedByName: actor.name, updatedAt: new Date() }
  if (version === 0) {
    const { count } = await tx.paperText.createMany({
      data: [{ id: newId(), ...place, texts: asJson(texts), ...by }],
      skipDuplicates: true,
    })
    return count === 1
  }
  const { count } = await tx.paperText.updateMany({
    where: { ...place, version },
    data: { texts: asJson(texts), version: { increment: 1 }, ...by },
  })
  return count === 1
}

/** A number about to be kept free. */
export type NewPaper = {
  readonly organizationId: string
  readonly termId: string
  readonly symbol: string
  readonly number: number
  readonly orgSymbol: string
  readonly form: string
  readonly formNumber: number
  readonly generation: string
  readonly formatVersion: string
  readonly campaignId: string
  readonly year: number
  readonly subjectId: string
  readonly caseId: string | null
  readonly decisionId: string | null
  readonly about: string
  readonly documentOn: LegalDay
  readonly at: Date
}

/** Keeps a number free for a paper; answers its id. */
export async function insertPaper(tx: Tx, { actor }: Scope, { documentOn, at, ...paper }: NewPaper): Promise<string> {
  const id = newId()
  await tx.paper.createMany({
    data: [
      {
        id,
        ...paper,
        documentOn: dateOf(documentOn),
        reservedBy: actor.userId,
        reservedByName: actor.name,
        reservedAt: at,
      },
    ],
  })
  return id
}

/** A registration: what is frozen, and what the register says from now on. */
export type Registration = {
  readonly id: string
  readonly organizationId: string
  readonly version: number
  readonly documentOn: LegalDay
  readonly formatVersion: string
  readonly contentHash: string
  readonly templateId: string | null
  readonly signerName: string
  readonly signerTitle: string
  readonly replacesId: string | null
  readonly drawn: unknown
  readonly layout: unknown
  readonly checkCode: string
  readonly at: Date
}

/** Freezes what a paper says and registers it; false when somebody changed it since `version`. */
export async function registerPaperRow(tx: Tx, { actor }: Scope, registration: Registration): Promise<boolean> {
  const { id, organizationId, version, documentOn, drawn, layout, checkCode, at, ...facts } = registration
  await tx.paperContent.createMany({
    data: [{ paperId: id, organizationId, drawn: asJson(drawn), layout: asJson(layout), checkCode, frozenAt: at }],
  })
  const { count } = await tx.paper.updateMany({
    where: { id, version, state: 'reserved' },
    data: {
      ...facts,
      state: 'registered',
      documentOn: dateOf(documentOn),
      registeredBy: actor.userId,
      registeredByName: actor.name,
      registeredAt: at,
      version: { increment: 1 },
    },
  })
  return count === 1
}

/** Marks a registered paper as replaced, or a reserved one as withdrawn; false when it is not in that state any more. */
export async function endPaper(
  tx: Tx,
  _scope: Scope,
  { id, from, to }: { id: string; from: 'registered' | 'reserved'; to: 'replaced' | 'withdrawn' },
): Promise<boolean> {
  const { count } = await tx.paper.updateMany({
    where: { id, state: from },
    data: { state: to, version: { increment: 1 } },
  })
  return count === 1
}

/** An archive about to be made; answers its id. */
export async function insertBundle(
  tx: Tx,
  { actor }: Scope,
  bundle: {
    organizationId: string
    campaignId: string
    contents: 'cell-forms' | 'decisions'
    format: 'docx' | 'pdf'
    at: Date
  },
): Promise<string> {
  const { at, ...facts } = bundle
  const id = newId()
  await tx.paperBundle.createMany({
    data: [{ id, ...facts, askedBy: actor.userId, askedByName: actor.name, askedAt: at }],
  })
  return id
}
