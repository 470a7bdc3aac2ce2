import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { listRedactions, listRenditionPapers } from '@nq15/db/petitions/rendition.read'
import { insertRedaction, insertRenditionPaper, withdrawRedaction } from '@nq15/db/petitions/rendition.write'
import type { Scope } from '@nq15/db/scope'
import { todayInHanoi } from '@nq15/domain/calendar'
import { checkFileName, type FileRefusal, fileKindFacts } from '@nq15/domain/files'
import {
  judgeReason,
  judgeRedaction,
  judgeRenditionPaper,
  namesNobody,
  type Redaction,
  type RenditionPaper,
  renditionStateOf,
} from '@nq15/domain/petitions'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import { attachFile } from '../files/attach-file.ts'
import type { FileStore } from '../files/open-file-store.ts'
import { actOnce } from '../ratings/act-once.ts'
import { isOfUnit, type PetitionActing, type PetitionStepRefusal } from './acting.ts'

type Of<More> = { readonly requestId: string; readonly petitionId: string; readonly now: Date } & More
type Answer<Value> = Result<Value, PetitionStepRefusal | FileRefusal>

const codeOf = ({ year, number }: { year: number; number: number }) => `${year}-${String(number).padStart(4, '0')}`

/** Lists a paper of a denunciation: what it is and under which number the original lies. At the desk. */
export async function addRenditionPaper(
  db: Database,
  { work: scope }: PetitionActing,
  { requestId, petitionId, paper, now }: Of<{ readonly paper: RenditionPaper }>,
): Promise<Answer<{ paperId: string }>> {
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const findings = judgeRenditionPaper(paper)
  if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
  const once = { requestId, useCase: 'petitions.add-paper', permissions: ['petition:work'] } as const
  return actOnce<Answer<{ paperId: string }>>(db, scope, once, async (tx) => {
    const petition = await findPetition(tx, scope, petitionId)
    if (!petition || !namesNobody(petition.kind) || !isOfUnit(scope, petition.organizationId))
      return refuse({ code: 'NOT_FOUND' })
    if (petition.state === 'filed' || petition.state === 'destroyed') return refuse({ code: 'NO_SUCH_STEP' })
    const { organizationId } = petition
    const last = (await listRenditionPapers(tx, scope, [petitionId])).at(-1)?.number ?? 0
    return ok({
      paperId: await insertRenditionPaper(tx, scope, {
        ...{ ...paper, organizationId, petitionId, number: last + 1, addedOn: todayInHanoi(now) },
      }),
    })
  })
}

/**
 * Keeps the copy of a paper that the caller covered or typed anew, with what he says he covered, in one transaction with its file. The
 * file gets a name of its own: a name as it was uploaded could tell who sent the paper.
 */
export async function keepRedaction(
  tools: { readonly db: Database; readonly store: FileStore },
  { work: scope }: PetitionActing,
  of: Of<{
    readonly paperId: string
    readonly redaction: Redaction
    readonly fileName: string
    readonly source: AsyncIterable<Uint8Array>
  }>,
): Promise<Answer<{ attachmentId: string }>> {
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const { requestId, petitionId, paperId, redaction, now } = of
  const seen = await tools.db.asReader(scope, async (tx) => {
    const petition = await findPetition(tx, scope, petitionId)
    const paper = (await listRenditionPapers(tx, scope, [petitionId])).find((one) => one.paperId === paperId)
    const before = await listRedactions(tx, scope, [petitionId])
    return petition && paper && { petition, paper, before: before.filter((one) => one.paperId === paperId).length }
  })
  if (!seen || !isOfUnit(scope, seen.petition.organizationId)) return refuse({ code: 'NOT_FOUND' })
  const { petition, paper, before } = seen
  if (petition.state === 'filed' || petition.state === 'destroyed') return refuse({ code: 'NO_SUCH_STEP' })
  const name = checkFileName(of.fileName)
  if (!name.ok) return name
  const { claims } = name.value
  const findings = judgeRedaction(redaction, { isHandwritten: paper.isHandwritten, claims })
  if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
  const attachmentId = newId()
  const { organizationId } = petition
  const kept = await attachFile(tools, scope, {
    ...{ requestId, recordTable: 'petition_paper', recordId: paperId, documentId: null, source: of.source, now },
    fileName: `don-${codeOf(petition)}-giay-${paper.number}-che-${before + 1}.${fileKindFacts[claims].extensions[0]}`,
    answered: {
      ...{ attachmentId, permission: 'petition:work' },
      answer: (tx) => insertRedaction(tx, scope, { ...redaction, organizationId, petitionId, paperId, attachmentId }),
    },
  })
  return kept.ok ? ok({ attachmentId: kept.value.attachmentId }) : kept
}

/** Takes a copy back that still tells who sent the paper: nobody reads it from now on. At the desk, with a reason. */
export async function takeBackRedaction(
  db: Database,
  { work: scope }: PetitionActing,
  { requestId, petitionId, redactionId, reason }: Of<{ readonly redactionId: string; readonly reason: string }>,
): Promise<Answer<{ redactionId: string }>> {
  if (!scope) return refuse({ code: 'NOT_FOUND' })
  const findings = judgeReason(reason)
  if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
  const once = { requestId, useCase: 'petitions.take-back-copy', permissions: ['petition:work'] } as const
  return actOnce<Answer<{ redactionId: string }>>(db, scope, once, async (tx) => {
    const petition = await findPetition(tx, scope, petitionId)
    const copy = (await listRedactions(tx, scope, [petitionId])).find((one) => one.redactionId === redactionId)
    if (!petition || !copy || !isOfUnit(scope, petition.organizationId)) return refuse({ code: 'NOT_FOUND' })
    const done = await withdrawRedaction(tx, scope, { redactionId, reason })
    return done ? ok({ redactionId }) : refuse({ code: 'CHANGED_MEANWHILE' })
  })
}

/** The papers of some petitions as whoever is outside the vault sees them: the copies, or that one is still owed. */
export async function readRenditions(db: Database, scope: Scope, petitionIds: readonly string[]) {
  const { papers, copies } = await db.asReader(scope, async (tx) => ({
    papers: await listRenditionPapers(tx, scope, petitionIds),
    copies: await listRedactions(tx, scope, petitionIds),
  }))
  return papers.map((paper) => {
    const own = copies.filter(({ paperId }) => paperId === paper.paperId)
    return { ...paper, state: renditionStateOf(own), copies: own }
  })
}
