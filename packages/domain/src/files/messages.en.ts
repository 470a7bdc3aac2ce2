/** Words of the files room in English; `{…}` stands for the fact of that name. */
export const filesMessagesEn = {
  refusals: {
    NO_FILE: 'No file was chosen.',
    EMPTY: 'The file is empty.',
    TOO_LARGE: 'The file is larger than {limit} MB.',
    NAME_MISSING: 'The file has no name.',
    NAME_TOO_LONG: 'The name of the file is too long. Shorten it and send the file again.',
    NAME_FORBIDDEN: 'The name of the file holds characters that are not allowed. Rename it and send it again.',
    EXTENSION_UNKNOWN:
      'Files of this kind are not taken. Allowed: PDF, Word, Excel, OpenDocument, PNG, JPEG, TIFF, text, CSV.',
    KIND_UNKNOWN: 'The content is none of the allowed kinds, whatever its name says. Save it as PDF or take a scan.',
    EXTENSION_MISMATCH: 'By its content the file is {kind}, its name says {claims}. Save it under the right extension.',
    DAMAGED: 'The file is damaged or not complete. Open it on your computer, save it again and send it again.',
    PASSWORD_PROTECTED: 'The file is locked by a password, so it cannot be checked. Save it without one.',
    ACTIVE_CONTENT: 'The file holds something that could act by itself ({what}). Save it as a plain PDF and send that.',
    SWELLS: 'Unpacked, the file grows beyond what is allowed.',
    TOO_MANY_PIXELS: 'The picture is larger than {limit} million pixels. Scan it at a lower resolution.',
    MALWARE: 'The scanner found harmful code in the file. Tell whoever looks after the computers.',
    BROKEN_OFF: 'The connection broke off before the whole file had arrived. Send it again.',
    NOT_FOUND: 'There is no such record, or it is not yours.',
    FORM_INCOMPLETE: 'The form was not complete. Open the page again.',
    NOT_SCANNED_YET: 'The file waits for the virus scanner. Try again in some minutes.',
    SCAN_REFUSED: 'The scanner found harmful code in this file; it is not given out.',
    DESTROYED: 'The content was destroyed by decision {decision}.',
    CONTENT_LOST: 'The content cannot be read. The administrator sees this in the server’s log.',
  },
  active: {
    script: 'a script',
    macro: 'a macro',
    launch: 'a command to run',
    'embedded-file': 'a file inside the file',
    'external-link': 'a link to another file or address that loads by itself',
    'form-action': 'a form that sends data',
    formula: 'a formula that runs a program',
  },
  kinds: {
    pdf: 'PDF',
    docx: 'Word (.docx)',
    xlsx: 'Excel (.xlsx)',
    odt: 'OpenDocument text',
    ods: 'OpenDocument sheet',
    png: 'PNG picture',
    jpeg: 'JPEG picture',
    tiff: 'TIFF picture',
    text: 'plain text',
    csv: 'CSV table',
    zip: 'archive of papers (ZIP)',
  },
} as const

type Widened<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Widened<Tree[Key]> }
export type FilesMessages = Widened<typeof filesMessagesEn>
