import type { LoaderFunctionArgs } from '@remix-run/node'
import { ownMemberLoader } from '../members/member.server.ts'

export { MemberScreen as default } from '../members/member-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => ownMemberLoader(args)
