import { type ContentFault, detectContainer, type FileKind, headSize } from '@nq15/domain/files'
import { ok, type Result, refuse } from '@nq15/domain/shared'
import type { ByteSource } from './byte-source.ts'
import { ContentRefused } from './content-refused.ts'
import { inspectOffice } from './inspect-office.ts'
import { inspectPdf } from './inspect-pdf.ts'
import { inspectJpeg, inspectPng, inspectTiff } from './inspect-picture.ts'
import { inspectWords } from './inspect-words.ts'

/** Why a content is not taken. */
export type InspectionRefusal =
  | ContentFault
  | { readonly code: 'EMPTY' }
  | { readonly code: 'KIND_UNKNOWN' }
  | { readonly code: 'EXTENSION_MISMATCH'; readonly kind: FileKind; readonly claims: FileKind }

/**
 * Decides by the content alone what a file is, refuses what is damaged, locked, swelling or able to act, and what its
 * extension calls something else. Reads the source more than once, never holds it; whatever the bytes are, it answers.
 */
export async function inspectContent(
  source: ByteSource,
  claims: FileKind,
): Promise<Result<FileKind, InspectionRefusal>> {
  if (source.size === 0) return refuse({ code: 'EMPTY' })
  const container = detectContainer(await source.read(0, headSize))
  try {
    const kind = await inspectBy(container, source, claims)
    if (kind === null) return refuse({ code: 'KIND_UNKNOWN' })
    return kind === claims ? ok(kind) : refuse({ code: 'EXTENSION_MISMATCH', kind, claims })
  } catch (error) {
    if (error instanceof ContentRefused) return refuse(error.fault)
    // Offsets out of a broken file point anywhere.
    if (error instanceof RangeError) return refuse({ code: 'DAMAGED' })
    throw error
  }
}

async function inspectBy(
  container: ReturnType<typeof detectContainer>,
  source: ByteSource,
  claims: FileKind,
): Promise<FileKind | null> {
  switch (container) {
    case null:
      return null
    case 'zip':
      return inspectOffice(source)
    case 'pdf':
      await inspectPdf(source)
      return 'pdf'
    case 'png':
      await inspectPng(source)
      return 'png'
    case 'jpeg':
      await inspectJpeg(source)
      return 'jpeg'
    case 'tiff':
      await inspectTiff(source)
      return 'tiff'
    case 'words': {
      // Words and tables look alike; the name decides between these two and no others.
      const kind = claims === 'csv' ? 'csv' : 'text'
      await inspectWords(source, { isTable: kind === 'csv' })
      return kind
    }
  }
}
