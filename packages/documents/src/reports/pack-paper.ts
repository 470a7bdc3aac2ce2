import type { Document } from 'docx'
import { packWithLists } from './pack-with-lists.ts'

/** The bytes of a Word file that has no lists of its own kind; the same paper at the same time gives the same bytes. */
export const packPaper = (paper: Document, generatedAt: string): Promise<Buffer> =>
  packWithLists(paper, { lists: [], mark: '', generatedAt })
