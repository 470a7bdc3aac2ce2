import type { LoaderFunctionArgs } from '@remix-run/node'
import { membersLoader } from '../members/list.server.ts'

export { MembersScreen as default } from '../members/members-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => membersLoader(args)
