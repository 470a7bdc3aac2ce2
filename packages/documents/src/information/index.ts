export { type PublicFolder, publicFolder } from './public-folder.ts'
export { questionSheet } from './question-sheet.ts'
