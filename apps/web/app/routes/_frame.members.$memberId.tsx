import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { dutyLinkAction } from '../members/duty-link.server.ts'
import { memberLoader } from '../members/member.server.ts'

export { MemberScreen as default } from '../members/member-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => memberLoader(args)
export const action = (args: ActionFunctionArgs) => dutyLinkAction(args)
