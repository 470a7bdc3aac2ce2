export {
  mapOrganizationColumns,
  organizationColumns,
  organizationTemplate,
  organizationTexts,
} from './organization-table.ts'
