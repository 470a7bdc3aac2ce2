import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { issueAction, issueLoader } from '../information/issue.server.ts'

export { IssueScreen as default } from '../information/issue-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => issueLoader(args)
export const action = (args: ActionFunctionArgs) => issueAction(args)
