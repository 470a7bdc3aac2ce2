import type { ActionFunctionArgs } from '@remix-run/node'
import { workspaceSaveAction } from '../ratings/workspace-save.server.ts'

export const action = (args: ActionFunctionArgs) => workspaceSaveAction(args)
