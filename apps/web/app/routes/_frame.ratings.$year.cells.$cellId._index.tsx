import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { workspaceAction, workspaceLoader } from '../ratings/workspace.server.ts'

export { WorkspaceScreen as default } from '../ratings/workspace-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => workspaceLoader(args)
export const action = (args: ActionFunctionArgs) => workspaceAction(args)
