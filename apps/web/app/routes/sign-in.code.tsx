import type { ActionFunctionArgs, HeadersArgs } from '@remix-run/node'
import { codeAction } from '../access/sign-in.server.ts'

export { CodeScreen as default } from '../access/sign-in-screen.tsx'
export const action = (args: ActionFunctionArgs) => codeAction(args)
/** How long to wait after too many tries. */
export const headers = ({ actionHeaders }: HeadersArgs) => actionHeaders
