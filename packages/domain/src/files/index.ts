export {
  type Attachable,
  type AttachableTable,
  attachable,
  attachableTables,
  fileReaders,
  mayGiveOut,
  opensFiles,
  type RetentionClass,
  retentionClasses,
  type ScanState,
  scanStates,
} from './attachable.ts'
export { checkFileName, maxNameBytes, type NameFault } from './check-file-name.ts'
export { type Container, detectContainer, headSize } from './detect-container.ts'
export {
  allowedExtensions,
  type FileKind,
  type FileKindFacts,
  type FileView,
  fileKindFacts,
  fileKinds,
  kindOfExtension,
  limitOf,
  maxPixels,
  uploadKinds,
} from './file-kind.ts'
export {
  type ActiveContent,
  type ArchiveEntry,
  archiveBounds,
  type ContentFault,
  judgeArchive,
  officeKindOf,
  swells,
} from './judge-archive.ts'
export { type FilesMessages, filesMessagesEn } from './messages.en.ts'
export { filesMessagesVi } from './messages.vi.ts'
export { keptBecause, type RetainedFile, retainUntil } from './retention.ts'
export { type FileRefusal, sayFileRefusal } from './say-refusal.ts'
