/** What may be uploaded: the closed list. Everything else is refused, whatever its name says. */
export const uploadKinds = ['pdf', 'docx', 'xlsx', 'odt', 'ods', 'png', 'jpeg', 'tiff', 'text', 'csv'] as const

/** Everything that is kept: what people bring, and the archive of papers, which only the product makes. */
export const fileKinds = [...uploadKinds, 'zip'] as const
export type FileKind = (typeof fileKinds)[number]

/** How a kind is shown in a page without giving the file out: the picture itself, pages drawn from it, its words, or not at all. */
export type FileView = 'picture' | 'pages' | 'words' | 'none'

/** What is known of a kind. */
export type FileKindFacts = {
  /** Lower case, without the dot; the first is the usual one. */
  readonly extensions: readonly string[]
  readonly contentType: string
  /** Largest size in bytes unless the configuration says otherwise. */
  readonly limit: number
  readonly view: FileView
}

const megabyte = 1024 * 1024
const openXml = 'application/vnd.openxmlformats-officedocument'
const openDocument = 'application/vnd.oasis.opendocument'

/** Facts of every kind. */
export const fileKindFacts: Readonly<Record<FileKind, FileKindFacts>> = {
  pdf: { extensions: ['pdf'], contentType: 'application/pdf', limit: 100 * megabyte, view: 'pages' },
  docx: {
    extensions: ['docx'],
    contentType: `${openXml}.wordprocessingml.document`,
    limit: 20 * megabyte,
    view: 'pages',
  },
  xlsx: { extensions: ['xlsx'], contentType: `${openXml}.spreadsheetml.sheet`, limit: 20 * megabyte, view: 'pages' },
  odt: { extensions: ['odt'], contentType: `${openDocument}.text`, limit: 20 * megabyte, view: 'pages' },
  ods: { extensions: ['ods'], contentType: `${openDocument}.spreadsheet`, limit: 20 * megabyte, view: 'pages' },
  png: { extensions: ['png'], contentType: 'image/png', limit: 20 * megabyte, view: 'picture' },
  jpeg: { extensions: ['jpg', 'jpeg'], contentType: 'image/jpeg', limit: 20 * megabyte, view: 'picture' },
  tiff: { extensions: ['tif', 'tiff'], contentType: 'image/tiff', limit: 100 * megabyte, view: 'none' },
  text: { extensions: ['txt'], contentType: 'text/plain; charset=utf-8', limit: 5 * megabyte, view: 'words' },
  csv: { extensions: ['csv'], contentType: 'text/csv; charset=utf-8', limit: 20 * megabyte, view: 'words' },
  zip: { extensions: ['zip'], contentType: 'application/zip', limit: 2048 * megabyte, view: 'none' },
}

/** Largest pictures: more would cost a viewer's memory without showing more of an A3 scan at 600 dpi. */
export const maxPixels = 80_000_000

/** The largest size of a kind, in bytes, under a configuration. */
export const limitOf = (kind: FileKind, limits: Readonly<Partial<Record<FileKind, number>>> = {}): number =>
  limits[kind] ?? fileKindFacts[kind].limit

/** The kind an extension (lower case, no dot) stands for; undefined outside the list. */
export const kindOfExtension = (extension: string): FileKind | undefined =>
  uploadKinds.find((kind) => fileKindFacts[kind].extensions.includes(extension))

/** All extensions with their dots, for a file field. */
export const allowedExtensions: readonly string[] = uploadKinds.flatMap((kind) =>
  fileKindFacts[kind].extensions.map((extension) => `.${extension}`),
)
