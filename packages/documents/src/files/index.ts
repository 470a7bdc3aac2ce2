export { type ByteSource, sourceOf, streamRange } from './byte-source.ts'
export { type InspectionRefusal, inspectContent } from './inspect-content.ts'
export { countPages, type Drawers, drawOffice, drawPage, findDrawers, NotDrawn } from './render-pages.ts'
