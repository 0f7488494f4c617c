"""nnlib: the equations of *Gradients by Hand*, one function for each.

Import the module whose idea you need (``from nnlib.affine import affine_forward``); importing the
package itself loads nothing but this line, so that a chapter shows where each function lives.
"""

__version__ = "0.1.0"
