import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { taskAction, taskLoader } from '../consolidation/task.server.ts'

export { TaskScreen as default } from '../consolidation/task-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => taskLoader(args)
export const action = (args: ActionFunctionArgs) => taskAction(args)
