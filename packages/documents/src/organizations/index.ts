export {
  mapOrganizationColumns,
  organizationColumns,
  organizationTemplate,
  organizationTexts,
} from './organization-table.ts'
export { type SuccessionAppendix, successionAppendix } from './succession-appendix.ts'
