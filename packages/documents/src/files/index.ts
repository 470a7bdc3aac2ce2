export { type ByteSource, sourceOf, streamRange } from './byte-source.ts'
export { type InspectionRefusal, inspectContent } from './inspect-content.ts'
