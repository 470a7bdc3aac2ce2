export { type PrintedLine, processingRegister, writeProcessingRegister } from './processing-register.ts'
