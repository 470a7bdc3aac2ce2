import type { LoaderFunctionArgs } from '@remix-run/node'
import { organizationReadersLoader } from '../access/readers.server.ts'

export { OrganizationReadersScreen as default } from '../access/readers-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => organizationReadersLoader(args)
