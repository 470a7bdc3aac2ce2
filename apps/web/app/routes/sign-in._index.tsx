import type { ActionFunctionArgs, HeadersArgs, LoaderFunctionArgs } from '@remix-run/node'
import { signInAction, signInLoader } from '../access/sign-in.server.ts'

export { SignInScreen as default } from '../access/sign-in-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => signInLoader(args)
export const action = (args: ActionFunctionArgs) => signInAction(args)
/** How long to wait after too many tries. */
export const headers = ({ actionHeaders }: HeadersArgs) => actionHeaders
