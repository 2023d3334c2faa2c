"""An invitation and one reminder by mail: asked for, composed, carried, and never sent twice."""
