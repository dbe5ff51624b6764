/** Scrivener's binder: which documents a project holds, in which order. */
import { type XmlElement, xmlAll, xmlChildren, xmlText } from '../../files/xml.js';

export interface BinderItem {
  /** UUID (version 3) or number (version 2). */
  id: string;
  /** `Folder`, `Text`, `DraftFolder`, `ResearchFolder`, `TrashFolder` and others. */
  type: string;
  title: string;
  included: boolean;
  children: BinderItem[];
}

/** The items of a project file, and whether any says that it belongs into the compiled text. */
export function readBinder(root: XmlElement): BinderItem[] {
  const [binder] = xmlChildren(root, 'Binder');
  const anySays =
    binder !== undefined && xmlAll(binder, 'IncludeInCompile').some((one) => /^yes$/i.test(xmlText(one)));
  const read = (node: XmlElement): BinderItem => ({
    id: node.attributes.get('UUID') ?? node.attributes.get('ID') ?? '',
    type: node.attributes.get('Type') ?? 'Text',
    title: xmlChildren(node, 'Title').map(xmlText)[0] ?? '',
    included:
      !anySays ||
      xmlChildren(node, 'MetaData').some((meta) =>
        xmlChildren(meta, 'IncludeInCompile').some((one) => /^yes$/i.test(xmlText(one))),
      ),
    children: xmlChildren(node, 'Children').flatMap((children) =>
      xmlChildren(children, 'BinderItem').map(read),
    ),
  });
  return binder ? xmlChildren(binder, 'BinderItem').map(read) : [];
}

export interface ScrivenerChapter {
  title: string | null;
  /** The folder above, when it holds several chapters and this is its first. */
  part: string | null;
  /** Documents in order; each but the first begins a new scene. */
  documents: BinderItem[];
}

const isFolder = (item: BinderItem): boolean => /Folder$/.test(item.type);

/** The chapters of a draft: folders that hold no folder, and documents that stand beside folders or alone. */
export function chaptersOf(draft: BinderItem): ScrivenerChapter[] {
  const top = chaptersIn(draft.children);
  const [only] = top;
  // One folder around everything is the book.
  if (
    top.length === 1 &&
    only &&
    draft.children.length === 1 &&
    isFolder(draft.children[0]!) &&
    only.documents.length > 2
  )
    return chaptersIn(draft.children[0]!.children);
  return top;
}

function chaptersIn(items: readonly BinderItem[]): ScrivenerChapter[] {
  return items.flatMap((item) => {
    if (!isFolder(item) || !item.children.some(isFolder))
      return [{ title: item.title || null, part: null, documents: withAll(item) }];
    const inside = chaptersIn(item.children);
    const own: ScrivenerChapter = { title: null, part: null, documents: [{ ...item, children: [] }] };
    const [first] = inside;
    if (first) first.part = item.title || null;
    return [own, ...inside];
  });
}

const withAll = (item: BinderItem): BinderItem[] => [item, ...item.children.flatMap(withAll)];
