// dialect: sandbox
#version 150

uniform float time;
uniform vec2 resolution;
uniform vec2 mouse;
uniform vec3 spectrum;

uniform sampler2D texture0;
uniform sampler2D texture1;
uniform sampler2D prevFrame;
uniform sampler2D prevPass;

in VertexData
{
    vec4 v_position;
    vec3 v_normal;
    vec2 v_texcoord;
} inData;

out vec4 fragColor;

void main(void)
{
    vec2 uv = -1. + 2. * inData.v_texcoord;
    fragColor = vec4(abs(sin(cos(time + 3. * uv.y) * 2. * uv.x + time)), spectrum.x, inData.v_normal.z, 1.0);
    fragColor = mix(fragColor, texture(prevFrame, inData.v_texcoord), 0.5);
}
