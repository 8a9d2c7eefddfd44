// The same graph in React Flow, as its documentation builds one: memoised nodes, state through `useNodesState`, all
// changes of a frame in one call.
import { Handle, Position, ReactFlow, useNodesState } from "@xyflow/react";
import "@xyflow/react/dist/style.css";
import { memo, useEffect } from "react";
import { createRoot } from "react-dom/client";
import "./app.css";

/** Below this zoom our cards show nothing but their state. */
const FARTHEST = 0.26;

const Task = memo(({ data }) => (
  <div className="task" data-state={data.state} aria-label={data.text}>
    <Handle type="target" position={Position.Top} />
    {data.isFar ? null : (
      <>
        <div className="task__label">{data.label}</div>
        <div className="task__text">{data.text}</div>
      </>
    )}
    <Handle type="source" position={Position.Bottom} />
  </div>
));

const nodeTypes = { task: Task };

function Graph({ graph }) {
  const isFar = graph.view.zoom < FARTHEST;
  const [nodes, setNodes, onNodesChange] = useNodesState(
    graph.nodes.map(({ id, label, x, y, width, height }) => ({
      id,
      type: "task",
      position: { x, y },
      width,
      height,
      data: { label, isFar, state: undefined, text: label },
    })),
  );
  const edges = graph.edges.map(({ from, to }) => ({ id: `${from}-${to}`, source: from, target: to }));
  useEffect(() => {
    window.play = () => {
      const begun = performance.now();
      let next = 0;
      const frame = (now) => {
        const changes = new Map();
        for (; next < graph.updates.length && graph.updates[next].at <= now - begun; next += 1) {
          for (const { id, ...data } of graph.updates[next].changes) changes.set(id, data);
        }
        if (changes.size > 0) {
          setNodes((all) =>
            all.map((node) =>
              changes.has(node.id) ? { ...node, data: { ...node.data, ...changes.get(node.id) } } : node,
            ),
          );
        }
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    };
  }, [graph, setNodes]);
  return (
    <ReactFlow
      nodes={nodes}
      defaultEdges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={onNodesChange}
      defaultViewport={graph.view}
      minZoom={0.05}
    />
  );
}

window.show = (graph) => {
  const page = document.getElementById("page");
  page.style.width = `${graph.view.width}px`;
  page.style.height = `${graph.view.height}px`;
  createRoot(page).render(<Graph graph={graph} />);
};
