// dialect: sandbox
#pragma parameter GLOW "Glow" 1.5 0.0 3.0 0.1
#if defined(VERTEX)
attribute vec4 VertexCoord;
attribute vec2 TexCoord;
varying vec2 TEX0;
uniform mat4 MVPMatrix;
void main() { gl_Position = MVPMatrix * VertexCoord; TEX0 = TexCoord; }
#elif defined(FRAGMENT)
precision mediump float;
uniform int FrameCount;
uniform vec2 OutputSize, TextureSize, InputSize;
uniform sampler2D Texture;
varying vec2 TEX0;
#ifdef PARAMETER_UNIFORM
uniform float GLOW;
#else
#define GLOW 1.0
#endif
void main() {
  vec2 texel = floor(TEX0 * TextureSize) / InputSize;
  gl_FragColor = texture2D(Texture, texel) * GLOW * (0.5 + 0.5 * sin(float(FrameCount) + OutputSize.x));
}
#endif
