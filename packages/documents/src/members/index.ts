export { mapMemberColumns, memberColumns, memberTemplate, memberTexts } from './member-table.ts'
