import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import {
  organizationAssignmentsAction,
  organizationAssignmentsLoader,
} from '../organizations/organization-assignments.server.ts'

export { OrganizationAssignmentsScreen as default } from '../organizations/organization-assignments-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => organizationAssignmentsLoader(args)
export const action = (args: ActionFunctionArgs) => organizationAssignmentsAction(args)
