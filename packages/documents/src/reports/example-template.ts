import { Document, Packer, Paragraph, TextRun } from 'docx'

/** A committee's own Word template, one line a paragraph, for tests and the browser's story. */
export const exampleTemplate = (lines: readonly string[]): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({ sections: [{ children: lines.map((line) => new Paragraph({ children: [new TextRun(line)] })) }] }),
  )
