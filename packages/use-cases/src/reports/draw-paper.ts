import { createHash } from 'node:crypto'
import { checkRatingPaper, drawUpPaper } from '@nq15/documents/ratings'
import {
  chosenLayout,
  type Paper,
  type PaperFinding,
  type PaperProof,
  pdfPaper,
  wordPaper,
} from '@nq15/documents/reports'
import type { LayoutOptions } from '@nq15/domain/reports'
import type { PaperGround } from './read-paper-ground.ts'

/** A paper drawn up, with the hash of what it says and what the release checks found. */
export type DrawnPaper = {
  readonly paper: Paper
  /** SHA-256 of the canonical text of the paper: number, day, every line of every list. */
  readonly sha256: string
  readonly findings: readonly PaperFinding[]
}

/** The hash of a paper's data, whatever file it is drawn into. */
export const hashOfPaper = (paper: Paper): string =>
  createHash('sha256')
    // Keys in one order, whatever kept the paper in between; what is undefined is not there.
    .update(
      JSON.stringify(paper, (_, value: unknown) =>
        isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted()) : value,
      ),
    )
    .digest('hex')

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Draws up a paper from its ground and checks it; nothing here touches the database. */
export function drawPaper(ground: PaperGround, { registering = false } = {}): DrawnPaper {
  const { frame, data, carried } = ground
  const paper = drawUpPaper(frame, data)
  const levels = carried?.levels ? { decided: carried.levels } : {}
  return { paper, sha256: hashOfPaper(paper), findings: checkRatingPaper({ frame, data, ...levels, registering }) }
}

/** The bytes of a paper in one of its two files. */
export async function filePaper(
  paper: Paper,
  {
    format,
    options,
    generatedAt,
    proof,
  }: {
    readonly format: 'docx' | 'pdf'
    readonly options: LayoutOptions
    readonly generatedAt: string
    readonly proof: PaperProof
  },
): Promise<Buffer> {
  const layout = chosenLayout(paper.day, options)
  return format === 'docx' ? wordPaper(paper, layout, generatedAt) : pdfPaper(paper, layout, { generatedAt, proof })
}
